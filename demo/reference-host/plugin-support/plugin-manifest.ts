import { isInRange } from './version-range.ts';
import { readWhenClause, type WhenClause } from './when-clause.ts';

/** A tab of the Registration screen, a page of the Control Panel, or a view of the whole practice. */
export interface ViewContribution {
  readonly id: string;
  readonly title: string;
  /** Tag of the custom element that fills it. */
  readonly element: string;
  readonly order: number;
  readonly when: WhenClause;
}

export interface CommandContribution {
  readonly id: string;
  readonly title: string;
  readonly category?: string;
  readonly enablement: WhenClause;
}

export interface KeybindingContribution {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when: WhenClause;
}

export interface MenuItemContribution {
  readonly command: string;
  readonly group: string;
  readonly when: WhenClause;
}

/** One step of a walkthrough. */
export interface StepContribution {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Address of a picture, and what it shows; a text in Markdown this host leaves out. */
  readonly picture?: { readonly address: string; readonly altText: string };
  /** It is done once any of these has happened: `onCommand:<id>`, `onView:<id>`. */
  readonly events: readonly string[];
  /** Or while any of these holds. */
  readonly contexts: readonly WhenClause[];
  readonly when: WhenClause;
}

/** A guided beginning, offered to who uses the plugin for the first time. */
export interface WalkthroughContribution {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly StepContribution[];
}

export interface SettingDeclaration {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What this host reads of a plugin's manifest, checked, with its texts in. */
export interface PluginManifest {
  readonly displayName: string;
  readonly version: string;
  readonly main: string;
  readonly registrationTabs: readonly ViewContribution[];
  readonly controlPanelPages: readonly ViewContribution[];
  readonly practiceViews: readonly ViewContribution[];
  readonly commands: readonly CommandContribution[];
  readonly keybindings: readonly KeybindingContribution[];
  readonly registrationMenu: readonly MenuItemContribution[];
  readonly walkthroughs: readonly WalkthroughContribution[];
  readonly settings: ReadonlyMap<string, SettingDeclaration>;
}

/** The menu on a patient's Registration screen: the one place where this host puts contributed menu items. */
const REGISTRATION_MENU = 'registration/context';

const ON_CONTEXT = 'onContext:';

/** A manifest this host cannot use; the message names the field. */
export class ManifestFault extends Error {
  override readonly name = 'ManifestFault';
}

/**
 * Reads a manifest.
 * @param texts what `%keys%` stand for.
 * @throws {ManifestFault} naming the field that is missing or wrong, or the version of host it wants.
 */
export function readManifest(
  json: unknown,
  texts: Readonly<Record<string, unknown>>,
  hostVersion: string,
): PluginManifest {
  const root = new Field(json, '', texts);
  checkHostVersion(root.field('engines').text('host'), hostVersion);
  const contributes = root.field('contributes');
  return {
    displayName: root.text('displayName'),
    version: root.text('version'),
    main: root.text('main'),
    registrationTabs: contributes.list('registrationTabs').map(readView),
    controlPanelPages: contributes.list('controlPanelPages').map(readView),
    practiceViews: contributes.list('practiceViews').map(readView),
    commands: contributes.list('commands').map((field) => ({
      id: field.text('command'),
      title: field.text('title'),
      ...field.optional('category'),
      enablement: field.clause('enablement'),
    })),
    keybindings: contributes.list('keybindings').map((field) => ({
      command: field.text('command'),
      key: field.text('key'),
      ...field.optional('mac'),
      when: field.clause('when'),
    })),
    registrationMenu: contributes
      .field('menus')
      .list(REGISTRATION_MENU)
      .map((field) => ({
        command: field.text('command'),
        group: field.optional('group').group ?? '',
        when: field.clause('when'),
      })),
    walkthroughs: contributes.list('walkthroughs').map(readWalkthrough),
    settings: readSettings(contributes.field('configuration').field('properties')),
  };
}

function readView(field: Field): ViewContribution {
  const element = field.text('element');
  if (!element.includes('-')) field.fail('element', 'must be the tag of a custom element');
  return {
    id: field.text('id'),
    title: field.text('title'),
    element,
    order: field.number('order'),
    when: field.clause('when'),
  };
}

function readWalkthrough(field: Field): WalkthroughContribution {
  return {
    id: field.text('id'),
    title: field.text('title'),
    description: field.text('description'),
    steps: field.list('steps').map(readStep),
  };
}

function readStep(field: Field): StepContribution {
  const events = field.texts('completionEvents');
  const known = events.every((event) => /^on(Command|View|Context):./.test(event));
  if (!known) field.fail('completionEvents', 'must be onCommand:, onView: or onContext:');
  const isContext = (event: string): boolean => event.startsWith(ON_CONTEXT);
  return {
    id: field.text('id'),
    title: field.text('title'),
    description: field.text('description'),
    ...readPicture(field.field('media')),
    events: events.filter((event) => !isContext(event)),
    contexts: events
      .filter(isContext)
      .map((event) => field.readClause('completionEvents', event.slice(ON_CONTEXT.length))),
    when: field.clause('when'),
  };
}

function readPicture(media: Field): Pick<StepContribution, 'picture'> {
  const { image } = media.optional('image');
  if (image === undefined) return {};
  const isBeside = /^\.\/[\w/-]+\.(png|svg)$/.test(image);
  if (!isBeside) media.fail('image', 'must be a picture beside the manifest');
  return { picture: { address: image, altText: media.text('altText') } };
}

function readSettings(properties: Field): ReadonlyMap<string, SettingDeclaration> {
  return new Map(
    properties.names().map((name) => {
      const declared = properties.field(name);
      return [
        name,
        { ...declared.content, type: declared.text('type'), default: declared.content.default },
      ];
    }),
  );
}

function checkHostVersion(range: string, hostVersion: string): void {
  let fits: boolean;
  try {
    fits = isInRange(hostVersion, range);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ManifestFault(`engines.host: ${error.message}`);
    throw error;
  }
  if (!fits) {
    throw new ManifestFault(
      `engines.host: wants version ${range} of the host, this is ${hostVersion}.`,
    );
  }
}

/** An object somewhere in the manifest, which knows its own place for the message when something is wrong. */
class Field {
  readonly content: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #texts: Readonly<Record<string, unknown>>;

  /** What is absent is an empty object: whether something in it is missed, its reader knows. */
  constructor(content: unknown, path: string, texts: Readonly<Record<string, unknown>>) {
    this.#path = path;
    this.#texts = texts;
    if (content !== undefined && (typeof content !== 'object' || content === null)) {
      throw new ManifestFault(`${path || 'manifest.json'}: must be an object.`);
    }
    this.content = { ...content };
  }

  names(): string[] {
    return Object.keys(this.content);
  }

  field(name: string): Field {
    return new Field(this.content[name], this.#pathOf(name), this.#texts);
  }

  list(name: string): Field[] {
    const value = this.content[name] ?? [];
    if (!Array.isArray(value)) this.fail(name, 'must be a list');
    return (value as unknown[]).map(
      (entry, index) => new Field(entry, `${this.#pathOf(name)}[${index}]`, this.#texts),
    );
  }

  text(name: string): string {
    const value = this.content[name];
    if (typeof value !== 'string' || value === '') this.fail(name, 'must be a text');
    const key = /^%(.+)%$/.exec(value)?.[1];
    if (key === undefined) return value;
    const text = this.#texts[key];
    if (typeof text !== 'string') this.fail(name, `there is no text for ${value}`);
    return text;
  }

  optional<N extends string>(name: N): Partial<Record<N, string>> {
    if (this.content[name] === undefined) return {};
    const found: Partial<Record<string, string>> = { [name]: this.text(name) };
    return found;
  }

  number(name: string): number {
    const value = this.content[name] ?? 0;
    if (typeof value !== 'number') this.fail(name, 'must be a number');
    return value;
  }

  texts(name: string): readonly string[] {
    const value = this.content[name] ?? [];
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
    if (!isList) this.fail(name, 'must be a list of texts');
    return value;
  }

  clause(name: string): WhenClause {
    return this.readClause(name, this.optional(name)[name]);
  }

  /** Reads a clause that stands, among others, in the field of this name. */
  readClause(name: string, clause: string | undefined): WhenClause {
    try {
      return readWhenClause(clause);
    } catch (error) {
      if (error instanceof SyntaxError) this.fail(name, error.message);
      throw error;
    }
  }

  fail(name: string, why: string): never {
    throw new ManifestFault(`${this.#pathOf(name)}: ${why}`);
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}
