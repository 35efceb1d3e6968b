import { Box, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Health } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { type Format, useFormat } from '../language/format.ts';
import { type Measure, shown } from './measures.ts';
import { PLOT_HEIGHT, SERIES_LOOKS } from './plot-looks.ts';

interface PlotProps {
  readonly health: Health;
  readonly measures: readonly Measure[];
  /** What somebody who does not see the picture is told. */
  readonly label: string;
}

/** A chart of measures over time. The same figures stand in a table beside it. */
export function Plot({ health, measures, label }: PlotProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const target = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const format = useFormat();
  const { timeZone } = useMe();
  useEffect(() => {
    const element = target.current;
    if (!element || width === 0) return;
    const options = optionsOf({ element, width, measures, health, format, timeZone, scheme });
    const plot = new uPlot(options, dataOf(health, measures), element);
    return () => plot.destroy();
  }, [width, measures, health, format, timeZone, scheme]);
  return (
    <Box ref={ref} h={PLOT_HEIGHT} style={{ overflow: 'hidden' }}>
      <div ref={target} role="img" aria-label={label} />
    </Box>
  );
}

function dataOf({ points }: Health, measures: readonly Measure[]): uPlot.AlignedData {
  const times = points.map(({ at }) => Date.parse(at) / 1000);
  return [times, ...measures.map((measure) => points.map((point) => shown(point, measure)))];
}

interface Drawing {
  readonly element: HTMLElement;
  readonly width: number;
  readonly measures: readonly Measure[];
  readonly health: Health;
  readonly format: Format;
  readonly timeZone: string;
  readonly scheme: 'light' | 'dark';
}

function optionsOf({ element, width, measures, health, format, timeZone, scheme }: Drawing): uPlot.Options {
  // Canvas knows no CSS variables: they are read when the chart is drawn, anew for each colour scheme.
  const css = getComputedStyle(element);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const font = `12px ${css.fontFamily}`;
  const axis = {
    stroke: colour('--mantine-color-dimmed'),
    font,
    grid: { stroke: colour('--mantine-color-default-border'), width: 1 },
    ticks: { show: false },
  };
  const isShort = health.range === 'hour' || health.range === 'day';
  const timeOf = (seconds: number) => {
    const at = new Date(seconds * 1000).toISOString();
    return isShort ? format.time(at) : format.day(at);
  };
  return {
    width,
    height: PLOT_HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [
      { ...axis, space: 64, values: (_plot, splits) => splits.map(timeOf) },
      { ...axis, size: 48, space: 36, values: (_plot, splits) => splits.map(format.number) },
    ],
    series: [
      {},
      ...measures.map((_measure, index) => ({
        stroke: colour(SERIES_LOOKS[index]?.[scheme] ?? '--mantine-color-text'),
        width: 2,
        dash: [...(SERIES_LOOKS[index]?.dash ?? [])],
        points: { size: 4 },
      })),
    ],
  };
}
