import { type Answer, failure, sendSoap, soap, success } from './hostile-server.ts';

/** An item of an odd server: finished XML behind its id, and its change key. */
export interface OddItem {
  changeKey: string;
  xml: string;
}

/** What an odd server does in its own way; everything else it does as Exchange. */
export interface OddHabits {
  /** Does what one UpdateItem request asks; a code refuses it. */
  readonly update?: (body: string) => string | undefined;
  /** The changes (finished XML) and the state that SyncFolderItems tells from a state; a code refuses it. */
  readonly sync?: (state: string | null) => { changes: string; state: string } | string;
  readonly folder?: () => string;
}

/** A small server of calendar items by id that reads, updates and tells changes as the test says. */
export function oddServer(items: Map<string, OddItem>, habits: OddHabits = {}): Answer {
  return ({ body }, response) => {
    const operation =
      /<m:(GetItem|CreateItem|UpdateItem|SyncFolderItems|GetFolder|DeleteItem)\b/.exec(body)?.[1] ?? '';
    sendSoap(response, soap(operation, ANSWERS[operation]?.(body, items, habits) ?? ''));
  };
}

const ANSWERS: Readonly<
  Record<string, (body: string, items: Map<string, OddItem>, habits: OddHabits) => string>
> = {
  GetItem: (body, items) =>
    idsIn(body)
      .map((id) => {
        const item = items.get(id);
        return item
          ? success('GetItem', `<m:Items>${itemXml(id, item)}</m:Items>`)
          : failure('GetItem', 'ErrorItemNotFound');
      })
      .join(''),
  CreateItem: (_body, items) => {
    const [[id, { changeKey }] = ['none', { changeKey: '' }]] = items;
    return success(
      'CreateItem',
      `<m:Items><t:CalendarItem><t:ItemId Id="${id}" ChangeKey="${changeKey}"/></t:CalendarItem></m:Items>`,
    );
  },
  UpdateItem: (body, items, { update }) => {
    const refused = update?.(body);
    if (refused) return failure('UpdateItem', refused);
    return idsIn(body)
      .map((id) => {
        const { changeKey = '' } = items.get(id) ?? {};
        return success(
          'UpdateItem',
          `<m:Items><t:CalendarItem><t:ItemId Id="${id}" ChangeKey="${changeKey}"/></t:CalendarItem></m:Items>`,
        );
      })
      .join('');
  },
  SyncFolderItems: (body, _items, { sync }) => {
    const state = /<m:SyncState>([^<]*)</.exec(body)?.[1] ?? null;
    const told = sync?.(state) ?? { changes: '', state: 'state' };
    if (typeof told === 'string') return failure('SyncFolderItems', told);
    return success(
      'SyncFolderItems',
      `<m:SyncState>${told.state}</m:SyncState><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange><m:Changes>${told.changes}</m:Changes>`,
    );
  },
  GetFolder: (_body, _items, { folder }) =>
    success(
      'GetFolder',
      `<m:Folders><t:CalendarFolder><t:FolderId Id="${folder?.() ?? 'folder'}" ChangeKey="f"/></t:CalendarFolder></m:Folders>`,
    ),
};

function idsIn(body: string): string[] {
  return [...body.matchAll(/<t:(?:ItemId Id|OccurrenceItemId RecurringMasterId)="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
}

function itemXml(id: string, { changeKey, xml }: OddItem): string {
  return `<t:CalendarItem><t:ItemId Id="${id}" ChangeKey="${changeKey}"/>${xml}</t:CalendarItem>`;
}

/** What SyncFolderItems tells of a created series. */
export function createdSeries(id: string): string {
  return `<t:Create><t:CalendarItem><t:ItemId Id="${id}" ChangeKey="k"/><t:CalendarItemType>RecurringMaster</t:CalendarItemType></t:CalendarItem></t:Create>`;
}
