/** Rows can be chosen from now on: there is something to do to many at once. */
export class CanChooseEvent extends Event {
  constructor() {
    super('os-can-choose');
  }
}

/** All of the list are to be chosen, those of it that are in view, or nobody any more. */
export class ChooseAllEvent extends Event {
  constructor(readonly whom: 'all' | 'shown' | 'nobody') {
    super('os-choose-all');
  }
}
