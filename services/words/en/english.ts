/** British English. What a letter says is apart, in letter-words.ts: only the worker that makes letters loads it. */
export const en = {
  /** What every screen needs. */
  screens: () => import('./screens.ts'),
  /** What views say of what there is, whoever shows them. */
  views: () => import('./views.ts'),
  /** What is said beside buttons of what may not be done now. */
  offers: () => import('./offers.ts'),
  /** Why nothing can be kept here, or read: for commands, and where it happens. */
  storage: () => import('./storage.ts'),
  /** Why the exchange with the shared record fails, and what it puts right by itself. */
  exchange: () => import('./exchange.ts'),
  /** What the audit says of who has looked, with what notes it. */
  openings: () => import('./tab/openings.ts'),
  /** What commands say when they are carried out or refused. */
  commands: () => import('./commands.ts'),
  /** What the host's own commands tell and ask. */
  hostCommands: () => import('./host-commands.ts'),
  /** What the tab shows at once. */
  tab: () => import('./tab.ts'),
  /** The practice's presets of services, where it has any. */
  presets: () => import('./presets.ts'),
  /** Work that is not on the shared record, where there is some. */
  workList: () => import('./unsent-work/work-list.ts'),
  /** What happened to an account, listed and exported. */
  history: () => import('./history/history.ts'),
  /** Reminders to activate an account, where one waits for that. */
  reminders: () => import('./reminders.ts'),
  /** What the patient changed at the website, where there is something. */
  offered: () => import('./contacts/offered.ts'),
  /** The tab's dialogs, which come when somebody starts to work. */
  dialogs: () => import('./dialogs.ts'),
  /** The Control Panel page of applications for a basic account. */
  applications: () => import('./osu/applications.ts'),
  /** The page of all accounts of the practice. */
  accounts: () => import('./practice/accounts.ts'),
  /** What is done to many at once. */
  jobs: () => import('./jobs/jobs.ts'),
  /** Accounts on their way between practices. */
  split: () => import('./split/split.ts'),
  /** The page of how far the practice is. */
  uptake: () => import('./practice/uptake.ts'),
  /** The Control Panel page. */
  settings: () => import('./settings.ts'),
};
