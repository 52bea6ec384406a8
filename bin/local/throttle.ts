/**
 * Limits the rate of a stage's requests with a token bucket, like API Gateway.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
import type { ThrottleModel } from './stack-model.ts';

export interface Throttle {
  /** Whether one more request may pass now. */
  take(): boolean;
}

/** @param now milliseconds of a clock that never goes back */
export function createThrottle({ ratePerSecond, burst }: ThrottleModel, now: () => number = () => performance.now()): Throttle {
  let tokens = burst;
  let filledAt = now();
  return {
    take: () => {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - filledAt) / 1000) * ratePerSecond);
      filledAt = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
