/** How choices open within a popover: as part of it, and as a list box that scrolls by itself, since a scroll area takes no focus. */
export const OPTIONS = {
  comboboxProps: { withinPortal: false },
  withScrollArea: false,
  classNames: { options: 's-options' },
};
