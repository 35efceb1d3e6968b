/** Whose calendar is looked at, and who wants to know of another choice. */
export interface ColleaguePickerProps {
  readonly userId: string;
  readonly onChange: (userId: string) => void;
}
