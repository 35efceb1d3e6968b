import type { Generated } from 'kysely';
import type { Instant } from '../../model/time.ts';

export interface GuideFeedbackTable {
  organizationId: string;
  userId: string;
  guide: string;
  helpful: boolean;
  comment: Generated<string>;
  answeredAt: Generated<Instant>;
}
