/** A guide that nobody could read to its end: a link or a picture leads nowhere. */
export declare class GuideFault extends Error {}

/**
 * Every file of the built staff guide, by its name below guide/.
 * @param pictures further ones that are needed beside it, by their names in docs/images
 * @throws {GuideFault} naming the page and what is wrong in it.
 */
export declare function guideFiles(
  pictures?: readonly string[],
): ReadonlyMap<string, string | Buffer>;
