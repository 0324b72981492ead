import { markup } from './markup';

/** One drawing a status, each of its own shape so that colour is not needed to tell them apart. */
export const ICONS = markup`<svg class="icons" aria-hidden="true" width="0" height="0">
  <symbol id="icon-passed" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="7.25" class="solid"></circle>
    <path class="cut" d="M4.6 8.3 7 10.7l4.5-5"></path>
  </symbol>
  <symbol id="icon-failed" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="7.25" class="solid"></circle>
    <path class="cut" d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4"></path>
  </symbol>
  <symbol id="icon-not-implemented" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="6.5" class="line" stroke-dasharray="2.6 2.5"></circle>
  </symbol>
  <symbol id="icon-timed-out" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="6.5" class="line"></circle>
    <path class="line" d="M8 4.4V8l2.4 1.7"></path>
  </symbol>
  <symbol id="icon-crashed" viewBox="0 0 16 16">
    <path class="line" d="M8 1.8 15 14H1Z"></path>
    <path class="line" d="M8 6.3v3.6m0 1.8v.3"></path>
  </symbol>
  <symbol id="icon-skipped" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="6.5" class="line"></circle>
    <path class="line" d="M5 8h6"></path>
  </symbol>
</svg>`;
