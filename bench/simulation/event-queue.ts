interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** What happens later, in the order of time: a binary heap. */
export class EventQueue {
  readonly #heap: Event[] = [];
  /** In milliseconds from the start. */
  now = 0;

  /** Runs something after so many milliseconds. */
  in(milliseconds: number, run: () => void): void {
    const event = { at: this.now + milliseconds, run };
    const heap = this.#heap;
    let i = heap.push(event) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && before(event, heap[parent]); parent = (i - 1) >> 1) {
      heap[i] = heap[parent] as Event;
      i = parent;
    }
    heap[i] = event;
  }

  /** Runs everything, also what is added meanwhile. */
  run(): void {
    for (let event = this.#take(); event !== undefined; event = this.#take()) {
      this.now = event.at;
      event.run();
    }
  }

  #take(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return first;
    }
    let i = 0;
    for (;;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const child = before(heap[right], heap[left]) ? right : left;
      const event = heap[child];
      if (event === undefined || !before(event, last)) {
        break;
      }
      heap[i] = event;
      i = child;
    }
    heap[i] = last;
    return first;
  }
}

function before(one: Event | undefined, other: Event | undefined): boolean {
  return one !== undefined && (other === undefined || one.at < other.at);
}
