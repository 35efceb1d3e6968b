/** The page's only door to the server's code: types alone, so that no validator lands in the bundle. */
export type * from '../../../src/http/contract.ts';
