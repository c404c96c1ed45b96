import { defineElements } from '../components/define.ts';
import { WORK_LIST_ELEMENTS } from '../components/unsent-work/work-list-elements.ts';
import { workViews, type WorkViews } from '../services/application/unsent-work/work-views.ts';

/** Unsent work, described and listed: loaded where there is some. The tab has had its place for the list all along. */
export function workList(): WorkViews {
  defineElements(WORK_LIST_ELEMENTS);
  return workViews;
}
