import { useTranslation } from 'react-i18next';
import type { HealthPoint } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { MEASURES, type Measure, shown } from './measures.ts';

/** A measure of a point in words, with its unit; a dash where it is not known. */
export function useMeasureText(): (point: HealthPoint, measure: Measure) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (point, measure) => {
    const value = shown(point, measure);
    if (value === null) return '–';
    const rounded = Math.round(value * 100) / 100;
    return MEASURES[measure] === 'count'
      ? format.number(rounded)
      : t('health.seconds', { seconds: format.number(rounded) });
  };
}
