import { Nation } from '../patient/patient-identifier.ts';
import { ServiceName } from '../records.ts';

/** Services that not every nation has. */
const NATIONS: Partial<Readonly<Record<ServiceName, readonly Nation[]>>> = {
  [ServiceName.detailedCodedRecord]: [Nation.england, Nation.wales],
  [ServiceName.pharmacyNominationUpdate]: [Nation.england],
};

/** Services that exist in a nation, in the order of the tab. */
export function servicesOf(nation: Nation): readonly ServiceName[] {
  return Object.values(ServiceName).filter((name) => NATIONS[name]?.includes(nation) ?? true);
}

export type RecordService = 'summary-data' | 'detailed-coded-record';

/** Whether it shows the patient their record, so that somebody decides for each patient. */
export function isRecordService(name: string): name is RecordService {
  return name === ServiceName.summaryData || name === ServiceName.detailedCodedRecord;
}

/** Services ticked at first: those the practice offers, except views of the record, which somebody must decide on. */
export function defaultTick(name: ServiceName, offered: boolean): boolean {
  return offered && !isRecordService(name);
}
