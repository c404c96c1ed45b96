import type { Subscription } from 'fhir/r4';
import { extension, hasTag, object, text, type Json } from '../mapping/reading.ts';
import { PRACTICE_TAG } from '../vocabulary.ts';
import {
  HEARTBEAT_PERIOD,
  SUBSCRIPTION_REASON,
  WORKSTATION_TAG,
} from './subscription-vocabulary.ts';

/** Whom a Subscription tells: one workstation of one practice. */
export interface Addressee {
  readonly practiceId: string;
  /** Differs between workstations and practices; can stand in a search as it is. */
  readonly workstation: string;
}

/** A Subscription of this workstation's own, as the server has it. */
export interface OwnSubscription {
  readonly id: string;
  readonly criteria: string;
  /** Seconds between two signs of life, as the server has agreed to, if it has. */
  readonly heartbeatSeconds: number;
  /** Whether it goes on long enough to be left as it is. */
  readonly isGood: boolean;
}

/** It ends by itself, so that none is left behind by a computer that has gone; renewed when half of it is over. */
const LIFE_MS = 24 * 3_600_000;
const HEARTBEAT_SECONDS = 20;
/** A server that is heard from less often cannot be told from one that is gone. */
const LONGEST_HEARTBEAT_SECONDS = 300;
const ID = /^(?!\.+$)[\w.-]{1,64}$/;

/** What is searched for, and with it what the server is to tell of: the practice's resources of one type, no other's. */
export function criteriaFor(type: string, { practiceId }: Addressee): string {
  return `${type}?${new URLSearchParams({ _tag: `${PRACTICE_TAG}|${practiceId}` }).toString()}`;
}

/** The resource to create or to renew with; `now` in milliseconds since 1970. */
export function subscription(criteria: string, addressee: Addressee, now: number): Subscription {
  return {
    resourceType: 'Subscription',
    meta: {
      tag: [
        { system: PRACTICE_TAG, code: addressee.practiceId },
        { system: WORKSTATION_TAG, code: addressee.workstation },
      ],
    },
    status: 'requested',
    reason: SUBSCRIPTION_REASON,
    criteria,
    end: new Date(now + LIFE_MS).toISOString(),
    channel: {
      type: 'websocket',
      extension: [{ url: HEARTBEAT_PERIOD, valueUnsignedInt: HEARTBEAT_SECONDS }],
    },
  };
}

/** How a resource of the server's is one of this workstation's own; `undefined` if it is not, whatever was searched for. */
export function ownSubscription(
  resource: Json,
  addressee: Addressee,
  now: number,
): OwnSubscription | undefined {
  const { id, status, criteria, end } = resource;
  const channel = object(resource.channel);
  const isOurs =
    resource.resourceType === 'Subscription' &&
    channel.type === 'websocket' &&
    hasTag(resource, PRACTICE_TAG, addressee.practiceId) &&
    hasTag(resource, WORKSTATION_TAG, addressee.workstation);
  const [named, asked] = [text(id), text(criteria)];
  if (!isOurs || named === undefined || !ID.test(named) || asked === undefined) return undefined;
  const isOn = status === 'active' || status === 'requested';
  const isLong = Date.parse(text(end) ?? '') - now > LIFE_MS / 2;
  return {
    id: named,
    criteria: asked,
    heartbeatSeconds: heartbeatOf(channel),
    isGood: isOn && isLong,
  };
}

function heartbeatOf(channel: Json): number {
  const said = extension(channel, HEARTBEAT_PERIOD)?.valueUnsignedInt;
  return typeof said === 'number' && said > 0 && said <= LONGEST_HEARTBEAT_SECONDS
    ? said
    : HEARTBEAT_SECONDS;
}
