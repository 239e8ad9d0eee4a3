/** Lists of one event each: for providers whose events come apart. */
export const oneByOne = async function* <Event>(events: AsyncIterable<Event>): AsyncGenerator<readonly Event[]> {
  for await (const event of events) yield [event];
};
