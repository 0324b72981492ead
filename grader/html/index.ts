export { markup, trusted, type Markup } from './markup';
export { renderPage } from './page';
