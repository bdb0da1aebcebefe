import type { Event } from "./api.js";
import type { ReceiverMemory } from "./receiver-store.js";

/** An event that is known of and not handled yet: its handler threw, or an earlier one of its object waits. */
export type OpenEvent = { readonly id: string; readonly object: string };

/** How far a receiver has come, in one mode. */
export type Progress = {
  /** Up to this number every event is handled or among the open ones. */
  readonly through: number;
  readonly open: readonly OpenEvent[];
};

const eventKey = (id: string) => `event:${id}`;
const objectKey = (id: string) => `object:${id}`;
const progressKey = (mode: string) => `progress:${mode}`;

export async function readProgress(memory: ReceiverMemory, mode: string): Promise<Progress | null> {
  const text = await memory.get(progressKey(mode));
  return text === null ? null : (JSON.parse(text) as Progress);
}

export function writeProgress(memory: ReceiverMemory, mode: string, progress: Progress): Promise<void> {
  return memory.set(progressKey(mode), JSON.stringify(progress));
}

export async function isHandled(memory: ReceiverMemory, event: Event): Promise<boolean> {
  return (await memory.get(eventKey(event.id))) !== null;
}

export async function markHandled(memory: ReceiverMemory, event: Event): Promise<void> {
  await memory.set(eventKey(event.id), String(event.sequence ?? ""));
  if (await isStale(memory, event)) return;
  await memory.set(objectKey(objectOf(event)), String(versionOf(event)));
}

/** True where a later version of the object was handled already. */
export async function isStale(memory: ReceiverMemory, event: Event): Promise<boolean> {
  return versionOf(event) < Number((await memory.get(objectKey(objectOf(event)))) ?? 0);
}

export function objectOf(event: Event): string {
  return event.data.id;
}

function versionOf(event: Event): number {
  return "version" in event.data ? event.data.version : 0;
}

/**
 * Puts events in the order in which they are handled: by number; and where the versions of one object disagree with that,
 * its events take its own places in the order of their versions.
 */
export function inOrder(events: readonly Event[]): Event[] {
  const byNumber = [...events].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  const byVersion = new Map<string, Event[]>();
  for (const event of byNumber) byVersion.set(objectOf(event), [...(byVersion.get(objectOf(event)) ?? []), event]);
  for (const own of byVersion.values()) own.sort((a, b) => versionOf(a) - versionOf(b));
  return byNumber.map((event) => byVersion.get(objectOf(event))?.shift() ?? event);
}
