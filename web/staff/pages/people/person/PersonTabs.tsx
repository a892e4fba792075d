/** What happened with a person: the timeline, the history of changes, and who has looked. */
import { Tabs } from '@mantine/core';
import { IconEye, IconHistory, IconTimeline } from '@tabler/icons-react';
import { useState } from 'react';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { HistoryTab } from './HistoryTab.tsx';
import { LooksTab } from './LooksTab.tsx';
import type { PersonProps } from './person-props.ts';
import { TimelineTab } from './TimelineTab.tsx';

const TABS = ['timeline', 'history', 'looks'] as const;
const ICONS = { timeline: IconTimeline, history: IconHistory, looks: IconEye };

let last: string = TABS[0];

/** The tab stays when one goes from person to person. */
export function useTab(): [string, (tab: string) => void] {
  const [tab, setTab] = useState(last);
  const change = (next: string) => {
    last = next;
    setTab(next);
  };
  return [tab, change];
}

interface PersonTabsProps extends PersonProps {
  readonly tab: string;
  readonly onTab: (tab: string) => void;
}

export function PersonTabs({ tab, onTab, ...props }: PersonTabsProps) {
  const { t } = useTexts();
  return (
    <Tabs value={tab} onChange={(next) => next && onTab(next)} keepMounted={false} className="s-screen">
      <Tabs.List>
        {TABS.map((key) => (
          <Tabs.Tab key={key} value={key} leftSection={<Icon of={ICONS[key]} />}>
            {t(`people.tab.${key}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline" pt="md">
        <TimelineTab {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="history" pt="md">
        <HistoryTab {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="looks" pt="md">
        <LooksTab {...props} />
      </Tabs.Panel>
    </Tabs>
  );
}
