// How many lines are drawn while the map moves: as many as keep the frames coming.

import { LineProgram } from "./programs.js";

const [SLOW, QUICK] = [30, 20]; // milliseconds a frame
const LEAST = 0.02;

let share = 1, last = 0;

// To be called before each frame of a movement; the strongest lines come first, and so stay.
export const keepPace = () => {
  const now = performance.now(), taken = now - last;
  last = now;
  if (taken > 400) return; // a new movement
  if (taken > SLOW) share = Math.max(share * 0.6, LEAST);
  else if (taken < QUICK) share = Math.min(share * 1.15, 1);
  LineProgram.share = share;
};

export const atRest = () => {
  LineProgram.share = 1;
};
