import type { CSSVariablesResolver } from '@mantine/core';

/**
 * The page's own values of Mantine's variables, and a few more of its own (`--tahti-…`): the ground under the
 * cards, the colour of focus, and in the dark scheme tints that are lighter than the card they lie on.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': '#6a7470',
    '--mantine-color-error': '#b3261e',
    '--tahti-ground': '#f4f6f3',
    '--tahti-focus': 'var(--mantine-color-spruce-7)',
    '--tahti-warning': 'var(--mantine-color-ember-7)',
  },
  dark: {
    '--mantine-color-body': '#182425',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': '#8fa09e',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': 'var(--mantine-color-spruce-3)',
    ...tint('spruce', '88, 177, 171', 'var(--mantine-color-spruce-2)'),
    ...tint('ember', '243, 155, 80', 'var(--mantine-color-ember-2)'),
    ...tint('gray', '182, 189, 184', 'var(--mantine-color-gray-3)'),
    ...tint('red', '255, 110, 100', '#ffb3ac'),
    '--mantine-primary-color-light': 'var(--mantine-color-spruce-light)',
    '--mantine-primary-color-light-hover': 'var(--mantine-color-spruce-light-hover)',
    '--mantine-primary-color-light-color': 'var(--mantine-color-spruce-light-color)',
    '--tahti-ground': '#101a1b',
    '--tahti-focus': 'var(--mantine-color-spruce-3)',
    '--tahti-warning': 'var(--mantine-color-ember-3)',
  },
});

/** The `light` variant of a colour in the dark scheme: a veil of it, and text that can be read upon it. */
function tint(name: string, rgb: string, text: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-light`]: `rgba(${rgb}, 0.16)`,
    [`--mantine-color-${name}-light-hover`]: `rgba(${rgb}, 0.24)`,
    [`--mantine-color-${name}-light-color`]: text,
  };
}
