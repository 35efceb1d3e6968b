import type { GuideName } from '../api/contract.ts';

/** The guides and their steps in order; their texts are `guide.of.<guide>.steps.<step>`. */
export const STEPS = {
  onlineApplication: ['register', 'permission', 'secret', 'scope', 'allow', 'enter'],
  onlineDelegate: ['account', 'signIn', 'role', 'leave'],
  impersonationRole: ['account', 'role', 'scope', 'enter'],
  extendedRights: ['account', 'servers', 'mailboxes', 'enter'],
} as const satisfies Readonly<Record<GuideName, readonly string[]>>;

export const GUIDES: readonly GuideName[] = [
  'onlineApplication',
  'impersonationRole',
  'extendedRights',
  'onlineDelegate',
];

export function isGuide(name: string): name is GuideName {
  return GUIDES.some((guide) => guide === name);
}
