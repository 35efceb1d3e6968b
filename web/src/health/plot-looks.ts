/** Height of every chart in pixels: its room is kept while it loads. */
export const PLOT_HEIGHT = 190;

/** How the lines of a chart differ, by more than their colour. */
export const SERIES_LOOKS = [
  { light: '--mantine-color-spruce-7', dark: '--mantine-color-spruce-3', dash: [] },
  { light: '--mantine-color-ember-7', dark: '--mantine-color-ember-3', dash: [6, 4] },
] as const;
