import { viewerOf } from '../access-guard.ts';
import { AccountState, ApiError, UserAnswer, UserForm, UserPatch, UserRow } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { UserParams } from '../synchronized-user.ts';
import { addUser } from '../users/add-user.ts';
import { changeUser } from '../users/change-user.ts';
import { setAccount } from '../users/set-account.ts';

/** The users of a company as its administrators look after them. None of it turns anybody's synchronization on. */
export function userAccountRoutes(api: Api, parts: HttpParts): void {
  const add = {
    summary: 'Add a user and invite them to sign in',
    body: UserForm,
    response: { 201: UserAnswer, '4xx': ApiError },
  };
  api.post('/api/users', { schema: add }, async (request, reply) =>
    reply.code(201).send(await addUser(parts, viewerOf(request), request.body, request)),
  );

  const change = {
    summary: 'Change a user',
    params: UserParams,
    body: UserPatch,
    response: { 200: UserAnswer, '4xx': ApiError },
  };
  api.patch('/api/users/:userId', { schema: change }, (request) =>
    changeUser(parts, viewerOf(request), request.params.userId, request.body, request),
  );

  const account = {
    summary: 'Disable or enable a user’s account',
    params: UserParams,
    body: AccountState,
    response: { 200: UserRow, '4xx': ApiError },
  };
  api.put('/api/users/:userId/account', { schema: account }, (request) =>
    setAccount(parts, viewerOf(request), request.params.userId, request.body.active),
  );
}
