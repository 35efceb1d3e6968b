import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Spruce: the deep green-blue of a Nordic forest lake; shade 7 is the page's own colour. */
const spruce: MantineColorsTuple = [
  '#ecf7f6',
  '#d8ecea',
  '#aed9d5',
  '#80c4bf',
  '#58b1ab',
  '#3a9c96',
  '#22837e',
  '#0f6a67',
  '#0b5653',
  '#073f3d',
];

/** Ember: the warm beat beside it, for what wants a glance. */
const ember: MantineColorsTuple = [
  '#fff4ea',
  '#ffe6d1',
  '#fbcda6',
  '#f7b277',
  '#f39b50',
  '#ef8a35',
  '#d9731f',
  '#a8540f',
  '#8a4409',
  '#6b3305',
];

/** Brick: the red of what fails and of what deletes; shades 6 and 7 carry white text. */
const brick: MantineColorsTuple = [
  '#fdf0ee',
  '#fadedb',
  '#f3b9b4',
  '#ec928a',
  '#e26a60',
  '#d64d43',
  '#c93a30',
  '#b3261e',
  '#931d17',
  '#701410',
];

/** Night: the greys of the dark scheme, with a little spruce in them. Light text first, darkest last. */
const night: MantineColorsTuple = [
  '#d5dcdb',
  '#b9c4c2',
  '#9babaa',
  '#6f8180',
  '#3f4f50',
  '#2c3a3b',
  '#223031',
  '#182425',
  '#121c1d',
  '#0c1415',
];

/** Stone: the greys of the light scheme, slightly warm; shade 6 is the faintest that is read as text. */
const stone: MantineColorsTuple = [
  '#f7f8f6',
  '#eff1ee',
  '#e3e6e2',
  '#d3d8d3',
  '#b6bdb8',
  '#8b948f',
  '#5c6662',
  '#454e4b',
  '#303836',
  '#1d2423',
];

const FONT = "'Figtree Variable', ui-sans-serif, system-ui, 'Segoe UI', sans-serif";

export const theme = createTheme({
  colors: { spruce, ember, red: brick, dark: night, gray: stone },
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#1d2423',
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { radius: 'lg' } },
    // The heading of a dialog is an HTML `header`, which outside its dialog would pass for the page's banner.
    Modal: {
      defaultProps: { radius: 'lg', centered: true, attributes: { header: { role: 'presentation' } } },
    },
    // High enough for the eight versions of Exchange, so that no choice hides behind a scroll bar.
    Select: { defaultProps: { maxDropdownHeight: 340 } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});
