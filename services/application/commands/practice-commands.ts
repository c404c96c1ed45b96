/**
 * Everything staff can do for the practice, whoever is open: who may, what the audit calls it, and where it is done. No screen waits
 * to hear whether it may be done, so it is read when somebody starts to work.
 */
import { Permission } from '../../domain/practice/permission.ts';
import { practiceCommand } from './staff-command.ts';

/** By names of methods: a verb and its object. */
export const PRACTICE_COMMANDS = {
  openApplications: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-applications',
    load: async () => (await import('../osu/open-applications.ts')).openApplications,
  }),
  matchApplication: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'match-application',
    load: async () => (await import('../osu/match-application.ts')).matchApplication,
  }),
  rejectApplication: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'reject-application',
    load: async () => (await import('../osu/reject-application.ts')).rejectApplication,
  }),
  openAccounts: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-accounts',
    load: async () => (await import('../practice/open-accounts.ts')).openAccounts,
  }),
  openWorklist: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-worklist',
    load: async () => (await import('../practice/open-accounts.ts')).openWorklist,
  }),
  openJobs: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-jobs',
    load: async () => (await import('../jobs/open-jobs.ts')).openJobs,
  }),
  // Sums name nobody.
  openUptake: practiceCommand({
    permission: Permission.view,
    audit: 'open-uptake',
    load: async () => (await import('../practice/open-uptake.ts')).openUptake,
  }),
  exportUptake: practiceCommand({
    permission: Permission.view,
    audit: 'export-uptake',
    load: async () => (await import('../practice/open-uptake.ts')).exportUptake,
  }),
  // Deciding about unsent work takes what the work took, and only the work knows that: storage sees to it.
  retryWork: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/retry-work.ts')).retryWork,
  }),
  discardWork: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/discard-work.ts')).discardWork,
  }),
  resolveConflict: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/resolve-conflict.ts')).resolveConflict,
  }),
  acknowledgeNotice: practiceCommand({
    permission: Permission.view,
    audit: 'acknowledge-notice',
    load: async () => (await import('../unsent-work/acknowledge-notice.ts')).acknowledgeNotice,
  }),
  saveSettings: practiceCommand({
    permission: Permission.administer,
    audit: 'change-settings',
    load: async () => (await import('../practice/save-settings.ts')).saveSettings,
  }),
  acknowledgeServerFindings: practiceCommand({
    permission: Permission.administer,
    audit: 'acknowledge-server-findings',
    load: async () =>
      (await import('../practice/acknowledge-server-findings.ts')).acknowledgeServerFindings,
  }),
} as const;
