/**
 * Time zones and recurrences.
 * Derived from Microsoft's public types.xsd and messages.xsd; the notation is described in content-model.ts.
 */
export const timeTypes: Record<string, string> = {
  AbsoluteDateTransitionType: 'To:TransitionTargetType DateTime:xs:dateTime',
  AbsoluteMonthlyRecurrencePatternType: 'Interval:xs:int DayOfMonth:xs:int',
  AbsoluteYearlyRecurrencePatternType: '(DayOfMonth:xs:int Month:MonthNamesType)',
  ArrayOfOccurrenceRangesType: 'Range:OccurrencesRangeType+',
  ArrayOfTransitionsGroupsType: 'TransitionsGroup:ArrayOfTransitionsType+',
  ArrayOfTransitionsType: `
    (AbsoluteDateTransition:AbsoluteDateTransitionType* RecurringDayTransition:RecurringDayTransitionType*
    RecurringDateTransition:RecurringDateTransitionType* (Transition:TransitionType |
    AbsoluteDateTransition:AbsoluteDateTransitionType | RecurringDayTransition:RecurringDayTransitionType |
    RecurringDateTransition:RecurringDateTransitionType)*) @Id:xs:string`,
  DailyRecurrencePatternType: 'Interval:xs:int',
  DeletedOccurrenceInfoType: 'Start:xs:dateTime',
  EndDateRecurrenceRangeType: 'StartDate:xs:date EndDate:xs:date',
  NoEndRecurrenceRangeType: 'StartDate:xs:date',
  NonEmptyArrayOfDeletedOccurrencesType: 'DeletedOccurrence:DeletedOccurrenceInfoType+',
  NonEmptyArrayOfOccurrenceInfoType: 'Occurrence:OccurrenceInfoType+',
  NonEmptyArrayOfPeriodsType: 'Period:PeriodType+',
  NonEmptyArrayOfTimeZoneIdType: 'Id:xs:string+',
  NumberedRecurrenceRangeType: 'StartDate:xs:date NumberOfOccurrences:xs:int',
  OccurrenceInfoType: '(ItemId:ItemIdType Start:xs:dateTime End:xs:dateTime OriginalStart:xs:dateTime)',
  OccurrenceItemIdType: '@RecurringMasterId:DerivedItemIdType! @ChangeKey:xs:string @InstanceIndex:xs:int!',
  OccurrencesRangeType: `
    @Start:xs:dateTime @End:xs:dateTime @Count:xs:int @CompareOriginalStartTime:xs:boolean`,
  PeriodType: '@Bias:xs:duration @Name:xs:string @Id:xs:string',
  RecurrenceType: `
    ((RelativeYearlyRecurrence:RelativeYearlyRecurrencePatternType |
    AbsoluteYearlyRecurrence:AbsoluteYearlyRecurrencePatternType |
    RelativeMonthlyRecurrence:RelativeMonthlyRecurrencePatternType |
    AbsoluteMonthlyRecurrence:AbsoluteMonthlyRecurrencePatternType |
    WeeklyRecurrence:WeeklyRecurrencePatternType | DailyRecurrence:DailyRecurrencePatternType)
    (NoEndRecurrence:NoEndRecurrenceRangeType | EndDateRecurrence:EndDateRecurrenceRangeType |
    NumberedRecurrence:NumberedRecurrenceRangeType))`,
  RecurringDateTransitionType: 'To:TransitionTargetType (TimeOffset:xs:duration Month:xs:int) Day:xs:int',
  RecurringDayTransitionType: `
    To:TransitionTargetType (TimeOffset:xs:duration Month:xs:int) (DayOfWeek:DayOfWeekType
    Occurrence:xs:int)`,
  RelativeMonthlyRecurrencePatternType: `
    Interval:xs:int (DaysOfWeek:DayOfWeekType DayOfWeekIndex:DayOfWeekIndexType)`,
  RelativeYearlyRecurrencePatternType: `
    (DaysOfWeek:DayOfWeekType DayOfWeekIndex:DayOfWeekIndexType Month:MonthNamesType)`,
  TimeChangeType: `
    (Offset:xs:duration (RelativeYearlyRecurrence:RelativeYearlyRecurrencePatternType |
    AbsoluteDate:xs:date) Time:xs:time) @TimeZoneName:xs:string`,
  TimeZoneContextType: 'TimeZoneDefinition:TimeZoneDefinitionType @*',
  TimeZoneDefinitionType: `
    (Periods:NonEmptyArrayOfPeriodsType? TransitionsGroups:ArrayOfTransitionsGroupsType?
    Transitions:ArrayOfTransitionsType?)? @Id:xs:string @Name:xs:string`,
  TimeZoneType: `
    (BaseOffset:xs:duration (Standard:TimeChangeType Daylight:TimeChangeType)?)? @TimeZoneName:xs:string`,
  TransitionType: 'To:TransitionTargetType',
  TransitionTargetType: '@Kind:TransitionTargetKindType! #xs:string',
  WeeklyRecurrencePatternType: 'Interval:xs:int (DaysOfWeek:DaysOfWeekType FirstDayOfWeek:DayOfWeekType?)',
};
