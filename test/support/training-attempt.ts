import type { LightMyRequestResponse } from 'fastify';
import type { Attempt, Question } from '../../src/domain/self-check.ts';
import { attemptsOf } from '../../src/store/self-check.ts';
import { unitContents } from '../../src/store/training-curriculum.ts';
import { paths } from '../../src/web/addresses.ts';
import { form, hiddenFields, open, send, type Visitor } from './launching.ts';
import { codeOn } from './refusals.ts';
import { partOf, trainingPage } from './training-ground.ts';
import type { World } from './world.ts';

/** Attempts of somebody at a self-check as they are stored, the first one first. */
export async function storedAttempts(
  world: World,
  unitKey: string,
  personId = 'trainee',
): Promise<Attempt[]> {
  const { accountId, runId } = await partOf(world, personId);
  return (await attemptsOf(world.core.store, { accountId, runId, unitKey })).map(({ doc }) => doc);
}

/** Presses the button that begins an attempt; gives where it leads. */
export async function begin(world: World, visitor: Visitor, unit: string): Promise<string> {
  // Any page with a form: that of a self-check has a link instead while an attempt is open.
  const page = await trainingPage(world, paths.unit, { unit: 'media-didactics' });
  const answer = await send(world, visitor, await trainingPage(world, paths.attempts, { unit }), {}, page);
  if (answer.statusCode !== 303) throw new Error(`the attempt did not begin: ${codeOn(answer)}`);
  return String(answer.headers.location);
}

/** The questions of an attempt as they are laid down, in the order in which it asks them. */
export async function questionsOf({ core }: World, { contentId, asked }: Attempt): Promise<Question[]> {
  const questions = (await core.store.get(unitContents, contentId))?.doc.selfCheck?.questions ?? [];
  return asked.flatMap(({ questionId }) => questions.find(({ id }) => id === questionId) ?? []);
}

/** Fields of a form that answers an attempt, all of it right, but for the first `wrong` questions. */
export async function fieldsFor(world: World, attempt: Attempt, wrong = 0): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [index, question] of (await questionsOf(world, attempt)).entries()) {
    const offered = attempt.asked[index]?.optionIds ?? [];
    Object.assign(fields, answerTo(question, offered, `q-${index + 1}`, index >= wrong));
  }
  return fields;
}

function answerTo(question: Question, offered: readonly string[], name: string, isRight: boolean) {
  const { kind, options, accepted } = question;
  const isOf = new Map(options.map((option) => [option.id, option.isRight]));
  const numbered = offered.map((id, index) => ({ id, number: index + 1 }));
  switch (kind) {
    case 'short-text':
      return { [name]: isRight ? ` ${(accepted[0] ?? '').toUpperCase()} ` : 'das weiß ich nicht' };
    case 'single': {
      const chosen = numbered.find(({ id }) => isOf.get(id) === isRight);
      return { [name]: String(chosen?.number) };
    }
    case 'multiple': {
      const chosen = numbered.filter(({ id }) => isOf.get(id) === isRight);
      return Object.fromEntries(chosen.map(({ number }) => [`${name}-${number}`, 'on']));
    }
    case 'order': {
      const right = options.map(({ id }) => id);
      const order = isRight ? right : [...right.slice(1), ...right.slice(0, 1)];
      return Object.fromEntries(
        numbered.map(({ id, number }) => [`${name}-${number}`, String(order.indexOf(id) + 1)]),
      );
    }
  }
}

/** The state that a form was made from. */
export function readOf(html: string): string {
  return /name="read" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** Sends answers from a page of an attempt that was opened before. */
export async function sendFrom(
  world: World,
  visitor: Visitor,
  html: string,
  address: string,
  fields: Record<string, string>,
): Promise<LightMyRequestResponse> {
  const sent = { ...hiddenFields(html), read: readOf(html), ...fields };
  const { cookies } = visitor;
  return world.app.inject({ method: 'POST', url: address, cookies, ...form(sent, world.settings.publicUrl) });
}

/** Answers an attempt from a fresh page and submits it. */
export async function submit(
  world: World,
  visitor: Visitor,
  address: string,
  fields: Record<string, string>,
): Promise<LightMyRequestResponse> {
  const { body } = await open(world, visitor, address);
  return sendFrom(world, visitor, body, `${address}/submission`, fields);
}
