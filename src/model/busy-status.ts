/** What others see of an entry's time; the words are Exchange's, in the model's spelling. */
export type BusyStatus = 'free' | 'tentative' | 'busy' | 'outOfOffice' | 'workingElsewhere';
