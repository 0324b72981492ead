/** Who wrote the names of a download; `plain` is a person: each entry is called like its student. */
export const PLATFORMS = ['moodle', 'canvas', 'gradescope', 'github', 'plain'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** How platforms are called in sentences. */
export const TITLES: Readonly<Record<Platform, string>> = {
  moodle: 'Moodle',
  canvas: 'Canvas',
  gradescope: 'Gradescope',
  github: 'GitHub Classroom',
  plain: 'students',
};
