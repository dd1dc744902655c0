/** Looks like Boost, Moodle's own theme: white, plain, blue links. */
export const style = `
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light; }
body {
  margin: 0; background: #fff; color: #1d2125; hyphens: auto; overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
}
a { color: #0f6cbf; }
a:hover { color: #0b4f8c; }
:focus-visible { outline: 3px solid #1d2125; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
ul, ol { margin: 0; padding: 0; list-style: none; }
[hidden] { display: none !important; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; padding: .75rem 1rem; background: #fff; }
.skip:focus { left: 0; top: 0; z-index: 1; }

.bar {
  display: flex; justify-content: space-between; align-items: center; gap: 1rem;
  min-height: 60px; padding: .5rem 1rem; border-bottom: 1px solid #dee2e6;
}
.site { color: #1d2125; font-size: 1.25rem; text-decoration: none; }
.site:hover { text-decoration: underline; }
.user { display: flex; align-items: center; gap: .75rem; }
.initials {
  display: grid; place-items: center; width: 36px; height: 36px; flex: none;
  border-radius: 50%; background: #e9ecef; font-size: .875rem;
}
.notice { margin: 0; padding: .5rem 1rem; background: #fff4e0; color: #7a4300; font-size: .875rem; }

.columns { display: grid; grid-template-columns: 285px minmax(0, 1fr); min-height: calc(100vh - 100px); }
.single main, .columns main { width: 100%; max-width: 1120px; margin: 0 auto; padding: 2.5rem 2rem; }
.index { padding: 2rem .5rem; background: #f8f9fa; border-right: 1px solid #dee2e6; font-size: .9375rem; }
.index-section { display: block; padding: .5rem .875rem; font-weight: 700; }
.index a { display: block; padding: .5rem 1.125rem; border-radius: 8px; color: #495057; text-decoration: none; }
.index a:hover { background: #e9ecef; color: #1d2125; }
.index a[aria-current] { background: #0f6cbf; color: #fff; }

.login-as { margin: 1.5rem 0 2.5rem; padding: 1rem; border-radius: 8px; background: #f8f9fa; }
.login-as p { margin: 0 0 .75rem; }
.login-as ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: .5rem; }
.login-as button { width: 100%; height: 100%; text-align: left; }
.occupation { display: block; color: #495057; font-size: .875rem; }
button {
  min-height: 44px; padding: .5rem .875rem; border: 1px solid #6a737b; border-radius: 8px;
  background: #fff; color: #1d2125; font: inherit; cursor: pointer;
}
button:hover { background: #e9ecef; }
button[aria-current] { border: 2px solid #0f6cbf; }

section { margin-bottom: 2rem; }
.activities li {
  display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .875rem;
  padding: .875rem 0; border-bottom: 1px solid #dee2e6;
}
.activities div { flex: 1 1 12rem; min-width: 0; }
.activities p { margin: 0; color: #495057; font-size: .9375rem; }
.activity { font-size: 1.0625rem; text-decoration: none; }
.activity:hover { text-decoration: underline; }
.new-window { padding: .375rem 0; font-size: .9375rem; }
.mark { flex: none; }

.course-links { margin: -1.5rem 0 2rem; }
.course-links ul { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
.course-links a { display: inline-block; padding: .375rem 0; }
.button {
  display: inline-flex; align-items: center; min-height: 44px; padding: .5rem .875rem;
  border: 1px solid #0f6cbf; border-radius: 8px; background: #0f6cbf; color: #fff; text-decoration: none;
}
.button:hover { background: #0b4f8c; color: #fff; }
button.button { cursor: pointer; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; margin: 1.5rem 0; }
.success { padding: 1rem; border-radius: 8px; background: #d7f1de; color: #17562a; }
.items { margin: 1rem 0; padding-left: 1.25rem; list-style: disc; }
.items em { display: block; color: #495057; font-style: normal; font-size: .9375rem; }

/* Positioned, or the hidden texts in it would widen the page. */
.scroll { position: relative; overflow-x: auto; margin-top: 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; hyphens: manual; overflow-wrap: normal; }
th, td { padding: .625rem .75rem; border-bottom: 1px solid #dee2e6; text-align: left; vertical-align: top; }
thead th { min-width: 8rem; }
tbody th { position: sticky; left: 0; background: #fff; font-weight: 400; }
.small { display: block; color: #495057; font-weight: 400; font-size: .875rem; }

.tool { margin-bottom: 1.5rem; padding: 1rem; border: 1px solid #dee2e6; border-radius: 8px; }
.tool h2 { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; }
.tool dl { display: grid; grid-template-columns: minmax(0, 14rem) minmax(0, 1fr); gap: .25rem 1rem; margin: .75rem 0; font-size: .9375rem; }
.tool dd { margin: 0; overflow-wrap: anywhere; }
.field { display: grid; gap: .375rem; max-width: 42rem; }
input[type="url"] { width: 100%; min-height: 44px; padding: .5rem .75rem; border: 1px solid #6a737b; border-radius: 8px; font: inherit; }

.breadcrumb ol { display: flex; flex-wrap: wrap; margin-bottom: .75rem; color: #495057; font-size: .9375rem; }
.breadcrumb li + li::before { content: "/"; padding: 0 .375rem; }
.activity-head { display: flex; align-items: center; gap: .875rem; }
.completion { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .75rem; margin: 1.5rem 0; }
.completion:has(*) { padding: 1rem; border-radius: 8px; background: #f8f9fa; font-size: .875rem; }
.completion p { margin: 0; }
.rule { display: inline-block; padding: .25rem .625rem; border-radius: 1rem; background: #e9ecef; }
.done { background: #d7f1de; color: #17562a; }
iframe { display: block; width: 100%; height: 600px; border: 0; }

.forward { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem; }
.forward h1 { margin-bottom: 1rem; font-size: 1.25rem; }
.error { padding: 1rem; border-radius: 8px; background: #fdeeec; color: #a3261b; }

@media (max-width: 767px) {
  h1 { font-size: 1.5rem; }
  .user-name { display: none; }
  .columns { display: block; }
  .index { display: none; }
  .tool dl { grid-template-columns: minmax(0, 1fr); }
  .tool dd { margin-bottom: .375rem; }
  .new-window { flex-basis: 100%; margin-left: 46px; }
  .single main, .columns main { padding: 1.5rem 1rem; }
  iframe { width: calc(100% + 2rem); margin: 0 -1rem; }
}
`;
