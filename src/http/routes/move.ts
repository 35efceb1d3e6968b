import { listMoveUsers } from '../../store/move-report.ts';
import { findMove, latestMove, openMove } from '../../store/moves.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { candidateOf, requirePassedTest, testMailboxOf } from '../connection-test.ts';
import {
  ApiError,
  ConnectionTestFailed,
  ExchangeSettingsSave,
  LatestMove,
  Move,
  MoveCancel,
  MoveConfirm,
  MoveLook,
  MoveOfUser,
  MoveUserPage,
  MoveUserQuery,
} from '../contract.ts';
import { checkExchangeForm } from '../exchange-form.ts';
import { beginMove, endMove, lookAgainAt, takeMoveIntoUse } from '../move-steps.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { UserParams, userOf } from '../synchronized-user.ts';
import { moveOfUser, moveUserRow, moveView } from '../views/move.ts';

const ROOT = '/api/exchange-settings/move';

/** The move to another version, server or account: looked at without writing, then confirmed or cancelled. */
export function moveRoutes(api: Api, parts: HttpParts): void {
  readRoutes(api, parts);
  stepRoutes(api, parts);
  const { database, engine } = parts;
  const schema = {
    summary: 'Prepare a move to another connection: nothing is written before it is confirmed',
    body: ExchangeSettingsSave,
    response: { 200: Move, 422: ConnectionTestFailed.or(ApiError), '4xx': ApiError },
  };
  api.post(ROOT, { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { form, testMailbox, saveAnyway } = request.body;
    await checkExchangeForm(database, viewer, form);
    if (!saveAnyway) {
      const candidate = candidateOf(viewer.organizationId, form);
      const mailbox = testMailboxOf(testMailbox);
      await requirePassedTest(engine, candidate, mailbox, viewer.language, clientSignal(reply));
    }
    return moveView(parts, await beginMove(parts, viewer, form, saveAnyway));
  });
}

function readRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const latest = { summary: 'The latest move', response: { 200: LatestMove, '4xx': ApiError } };
  api.get(ROOT, { schema: latest }, async (request) => {
    const move = await latestMove(db, viewerOf(request).organizationId);
    return { move: move ? await moveView(parts, move) : null };
  });

  const users = {
    summary: 'What a move means for each user',
    querystring: MoveUserQuery,
    response: { 200: MoveUserPage, '4xx': ApiError },
  };
  api.get(`${ROOT}/users`, { schema: users }, async (request) => {
    const { moveId, page, pageSize, ...filter } = request.query;
    const move = await findMove(db, viewerOf(request).organizationId, moveId);
    if (!move) throw new Refusal(404, 'moveNotFound');
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const { rows, total } = await listMoveUsers(db, move, { ...filter, ...paging });
    return { rows: rows.map(moveUserRow), total };
  });

  const ofUser = {
    summary: 'Entries of a user that the open move cannot place',
    params: UserParams,
    response: { 200: MoveOfUser, '4xx': ApiError },
  };
  api.get('/api/users/:userId/move', { schema: ofUser }, async (request) => {
    const viewer = viewerOf(request);
    const user = await userOf(parts.database, viewer, request.params.userId);
    const move = await openMove(db, viewer.organizationId);
    return moveOfUser(parts, move, user.id, viewer.userId);
  });
}

function stepRoutes(api: Api, parts: HttpParts): void {
  const response = { 200: Move, '4xx': ApiError };
  const look = { summary: 'Look again, with the settings as they are now', body: MoveLook, response };
  api.post(`${ROOT}/look`, { schema: look }, async (request) => {
    const { moveId, whom } = request.body;
    return moveView(parts, await lookAgainAt(parts, viewerOf(request), moveId, whom));
  });

  const cancel = { summary: 'Cancel a move that is not confirmed', body: MoveCancel, response };
  api.post(`${ROOT}/cancel`, { schema: cancel }, async (request) =>
    moveView(parts, await endMove(parts, viewerOf(request), request.body.moveId)),
  );

  const confirm = { summary: 'Take the new connection into use', body: MoveConfirm, response };
  api.post(`${ROOT}/confirm`, { schema: confirm }, async (request) => {
    const { moveId, despiteFailures } = request.body;
    const viewer = viewerOf(request);
    const move = await takeMoveIntoUse(parts, viewer, moveId, despiteFailures);
    await parts.engine.connectionMoved(viewer.organizationId);
    return moveView(parts, move);
  });
}
