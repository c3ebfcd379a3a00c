// How fast reading goes, and how long it will still take: from what was read in the last seconds, so that neither a slow
// beginning nor a quick one is believed for long.

import { sizeText } from './text_elements.js';

const windowMs = 5000;
const leastMs = 1500;  // below it, nothing is told
const leastSamples = 5;

/** "about 12 s left", from a number of seconds: the coarser, the longer it is. */
export const timeLeft = (seconds) => {
  if (seconds < 2) return 'almost done';
  if (seconds < 20) return `about ${Math.round(seconds)} s left`;
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${Math.round(seconds / 3600)} h left`;
};

export const createPace = () => {
  let samples = [];

  return {
    /** What is read now is something else: bytes begin at 0 again. */
    restart: () => { samples = []; },

    /** So many bytes, of so many, were done at that time, in milliseconds; answers the pace in words, '' while it is not known. */
    note: (now, done, total) => {
      if (samples.length > 0 && done < samples[samples.length - 1].done) samples = [];
      samples.push({ now, done });
      while (samples.length > leastSamples && now - samples[0].now > windowMs) samples.shift();
      const [first] = samples;
      const ms = now - first.now;
      const bytes = done - first.done;
      if (samples.length < leastSamples || ms < leastMs || bytes <= 0) return '';
      const perSecond = bytes / ms * 1000;
      const speed = `${sizeText(Math.round(perSecond))}/s`;
      // What has just begun says little of the rest.
      return done * 50 < total ? speed : `${speed}, ${timeLeft(Math.max(0, total - done) / perSecond)}`;
    },
  };
};
