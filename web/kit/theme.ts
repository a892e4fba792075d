/** The Mantine theme, made of the tokens alone: a colour or a size is changed in tokens.css and nowhere else. */
import {
  ActionIcon,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  ModalRoot,
  Popover,
  Tooltip,
} from '@mantine/core';

function scale(name: string): MantineColorsTuple {
  const step = (number: number) => `var(--s-${name}-${number})`;
  return [step(0), step(1), step(2), step(3), step(4), step(5), step(6), step(7), step(8), step(9)];
}

/** All controls are equally high, so that a row of them has one line at the top and one at the bottom. */
const CONTROL = 'var(--s-control)';
/** Scroll locking writes a style element of its own, moves the page by a scroll bar's width, and the dialogs need none. */
const DIALOG = {
  lockScroll: false,
  overlayProps: { color: 'var(--s-shade)', backgroundOpacity: 1 },
  // The title bar of a dialog is no second banner of the page.
  attributes: { header: { role: 'presentation' } },
};

export const theme = createTheme({
  colors: {
    lake: scale('lake'),
    bilberry: scale('bilberry'),
    spruce: scale('spruce'),
    lingonberry: scale('lingonberry'),
    cloudberry: scale('cloudberry'),
    gray: scale('gray'),
    dark: scale('dark'),
  },
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: false,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'var(--s-radius)',
  fontFamily: 'var(--s-font)',
  fontFamilyMonospace: 'var(--s-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1rem', sm: '1.125rem', md: '1.25rem', lg: '1.5rem', xl: '1.5rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.875rem' },
      h2: { fontSize: '1.125rem', lineHeight: '1.5rem' },
      h3: { fontSize: '1rem', lineHeight: '1.5rem' },
    },
  },
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': CONTROL } }),
    }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', tt: 'none', fw: 500, radius: 'var(--s-radius)' },
    }),
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: () => ({
        root: { '--button-height': CONTROL, '--button-padding-x': '0.75rem', '--button-fz': '0.875rem' },
      }),
    }),
    Drawer: Drawer.extend({
      defaultProps: { ...DIALOG, position: 'right', transitionProps: { duration: 160 } },
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': CONTROL, '--input-fz': '0.875rem' } }),
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'var(--s-shadow)', transitionProps: { duration: 120 } } }),
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false } }),
    Modal: Modal.extend({ defaultProps: { ...DIALOG, centered: true, transitionProps: { duration: 120 } } }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'var(--s-shadow)', transitionProps: { duration: 120 } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 120 } } }),
  },
});

/** A name of Mantine's → our chip whose ground and text have been measured. */
const CHIPS = { lake: 'act', bilberry: 'purpose', spruce: 'open', lingonberry: 'closed', cloudberry: 'soon' };

function chipVariables(): Record<string, string> {
  const pairs = Object.entries(CHIPS).flatMap(([color, chip]) => [
    [`--mantine-color-${color}-light`, `var(--s-${chip}-bg)`],
    [`--mantine-color-${color}-light-hover`, `var(--s-${chip}-bg)`],
    [`--mantine-color-${color}-light-color`, `var(--s-${chip}-text)`],
    [`--mantine-color-${color}-filled`, `var(--s-${color}-7)`],
    [`--mantine-color-${color}-filled-hover`, `var(--s-${color}-8)`],
    [`--mantine-color-${color}-text`, `var(--s-${chip}-text)`],
    [`--mantine-color-${color}-outline`, `var(--s-${chip}-text)`],
  ]);
  return Object.fromEntries(pairs);
}

// Mantine's own dimmed text, placeholders, errors, links and borders do not reach the contrast WCAG asks for.
const variables: Record<string, string> = {
  ...chipVariables(),
  '--mantine-color-body': 'var(--s-bg)',
  '--mantine-color-text': 'var(--s-text)',
  '--mantine-color-bright': 'var(--s-text)',
  '--mantine-color-dimmed': 'var(--s-muted)',
  '--mantine-color-placeholder': 'var(--s-placeholder)',
  '--mantine-color-anchor': 'var(--s-link)',
  '--mantine-color-error': 'var(--s-error)',
  '--mantine-color-default': 'var(--s-bg)',
  '--mantine-color-default-hover': 'var(--s-hover)',
  '--mantine-color-default-color': 'var(--s-text)',
  '--mantine-color-default-border': 'var(--s-border)',
  '--mantine-color-gray-light': 'var(--s-hover)',
  '--mantine-color-gray-light-hover': 'var(--s-hover)',
  '--mantine-color-gray-light-color': 'var(--s-text)',
  '--mantine-color-gray-text': 'var(--s-text)',
  '--mantine-color-disabled': 'var(--s-surface)',
  '--mantine-color-disabled-color': 'var(--s-muted)',
  '--mantine-color-disabled-border': 'var(--s-border)',
};

/** The tokens know both schemes by themselves, so both get the same references. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
});
