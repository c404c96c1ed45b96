import type { InjectionToken } from 'tsyringe';
import type { HostApi } from '../../plugin/host-api.ts';

/** The host the plugin was activated with. */
export const HOST: InjectionToken<HostApi> = Symbol('HostApi');
