/** Who this is: the name, what they are and where, and what can be done with the page. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { WhyPopover } from '../../../../kit/facts/WhyPopover.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import { RestrictButton } from './permissions/RestrictButton.tsx';
import type { PersonProps } from './person-props.ts';

function personName(header: PersonProps['person']['header']): string {
  return [header.name?.given, header.name?.family].filter(Boolean).join(' ');
}

export function PersonHead(props: PersonProps) {
  const { person, place } = props;
  const { t, language } = useTexts();
  const { day } = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  // The shell moves the focus to the heading of a new page; this one's comes only with its data.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const { header, restricted, allowed } = person;
  const parts = [
    header.title,
    ...header.organisations.map(({ name }) => name),
    ...header.kinds.map(({ title }) => localText(title, language)),
  ];
  return (
    <div className="s-page-head">
      <div className="s-stack s-tight">
        <Link
          to="/registers/$register/people"
          params={{ register: place.register }}
          className="s-back s-small s-screen"
        >
          <Icon of={IconArrowLeft} size={14} />
          {t('people.title')}
        </Link>
        <h1 ref={heading} tabIndex={-1}>
          {personName(header) || t('people.no-name')}
        </h1>
        <p className="s-muted">{parts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="s-row s-screen">
        {allowed.change && restricted !== null && (
          <WhyPopover
            label={t('people.edit')}
            icon={IconPencil}
            what={t('people.cannot-edit')}
            quote={restricted.ground ?? undefined}
            quoteFrom={t('people.restricted-since', { day: day(restricted.since) })}
            remedy={t('people.cannot-edit-remedy')}
            noticeHref={`/notices/${place.register}?language=${language}`}
          />
        )}
        {allowed.change && restricted === null && (
          <Button
            leftSection={<Icon of={IconPencil} />}
            onClick={() => document.querySelector<HTMLElement>('.s-fact-edit')?.click()}
          >
            {t('people.edit')}
          </Button>
        )}
        <RestrictButton {...props} />
        <Button leftSection={<Icon of={IconPrinter} />} onClick={() => window.print()}>
          {t('kit.print')}
        </Button>
      </div>
    </div>
  );
}
