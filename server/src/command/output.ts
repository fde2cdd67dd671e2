/** Enough to make each write worth its system call, little enough to keep memory flat on a million lines. */
const CHUNK = 1 << 16;

/** Collects lines and writes them in chunks, waiting for the reader, so that memory stays flat on long runs. */
export class Output {
  /** True once the reader has gone (`quanxue check … | head`): nobody is left to write for. */
  closed = false;
  private readonly stream: NodeJS.WriteStream;
  private waiting: string[] = [];
  private size = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
    stream.on('error', () => {
      this.closed = true;
    });
  }

  write(text: string): void {
    this.waiting.push(text, '\n');
    this.size += text.length + 1;
  }

  get full(): boolean {
    return this.size >= CHUNK;
  }

  async flush(): Promise<void> {
    if (this.size === 0 || this.closed) return;
    const text = this.waiting.join('');
    this.waiting = [];
    this.size = 0;
    await new Promise<void>((done) => this.stream.write(text, () => done()));
  }
}
