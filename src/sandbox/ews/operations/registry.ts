import { convertId } from './convert-id.ts';
import { createItem } from './create-item.ts';
import { deleteItem } from './delete-item.ts';
import { findFolder } from './find-folder.ts';
import { findItem } from './find-item.ts';
import { getFolder } from './get-folder.ts';
import { getItem } from './get-item.ts';
import { getServerTimeZones } from './get-server-time-zones.ts';
import { copyItem, moveItem } from './move-item.ts';
import type { Operation } from './operation.ts';
import { resolveNames } from './resolve-names.ts';
import { syncFolderItems } from './sync-folder-items.ts';
import { updateItem } from './update-item.ts';

/** The operations that the server carries out, by the name of the request element. */
export const operations: Readonly<Record<string, Operation>> = {
  ConvertId: convertId,
  CopyItem: copyItem,
  CreateItem: createItem,
  DeleteItem: deleteItem,
  FindFolder: findFolder,
  FindItem: findItem,
  GetFolder: getFolder,
  GetItem: getItem,
  GetServerTimeZones: getServerTimeZones,
  MoveItem: moveItem,
  ResolveNames: resolveNames,
  SyncFolderItems: syncFolderItems,
  UpdateItem: updateItem,
};
