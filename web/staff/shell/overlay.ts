/** What lies over the page: the palette or the help, one at a time. */
export type Overlay = 'palette' | 'help' | undefined;
