/** Answers as both sides know them; `none` where nobody asked or nobody answered. */
export type ParticipantAnswer = 'none' | 'accepted' | 'tentative' | 'declined';

/** How a participant takes part; `resource` is a room or a device. */
export type ParticipantRole = 'required' | 'optional' | 'resource';

export interface Participant {
  /** Lower-case e-mail address: the identity of a participant on both sides. Empty only in `other` people. */
  readonly address: string;
  readonly name: string;
  readonly role: ParticipantRole;
  readonly answer: ParticipantAnswer;
}
