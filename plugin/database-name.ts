import type { HostApi } from './host-api.ts';

/** One database for each practice and workstation. */
export function databaseName(host: Pick<HostApi, 'practice' | 'workstationId'>): string {
  return `online-services.${host.practice.id}.${host.workstationId}`;
}
