// SPDX-License-Identifier: Apache-2.0
import { Code, RpcError } from "./error.js";

/** Ends that another attempt may mend. */
const transient = new Set([Code.UNAVAILABLE, Code.DATA_LOSS, Code.RESOURCE_EXHAUSTED, Code.ABORTED]);

/**
 * Follows a watch method across broken connections.
 *
 * `open(resumeToken, signal)` starts the stream; `options.tokenOf(message)` is the token behind a
 * message. After a broken stream it is opened again behind the last message, after a pause that
 * doubles from `baseDelayMs` (250) to `maxDelayMs` (30000) with full jitter and starts over with
 * each message. Ends when the stream ends well, with an error that no attempt mends, after
 * `maxAttempts` in a row (no limit), or with the `signal`.
 */
export async function* watch(open, options = {}) {
  const { tokenOf, signal, baseDelayMs = 250, maxDelayMs = 30000, maxAttempts = Infinity, onReconnect } = options;
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? pause;
  let token;
  let attempts = 0;
  for (;;) {
    try {
      for await (const message of open(token, signal)) {
        attempts = 0;
        token = tokenOf?.(message) ?? token;
        yield message;
      }
      return;
    } catch (error) {
      if (!(error instanceof RpcError) || !transient.has(error.code) || signal?.aborted) throw error;
      if (++attempts > maxAttempts) throw error;
      const delayMs = random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1));
      onReconnect?.({ error, attempt: attempts, delayMs });
      await sleep(delayMs, signal);
    }
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new RpcError(Code.CANCELLED, "the caller stopped the call"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
