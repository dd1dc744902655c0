/** Submits the form of a forwarding page; without script the button does it. */
export const autoSubmitScript = `document.getElementById('forward').submit();
`;

/** Takes the whole window back to the course when the page stands in the activity's frame. */
export const leaveFrameScript = `const back = document.getElementById('back');
if (window !== window.top) window.top.location.href = back.href;
else window.location.replace(back.href);
`;

/** "Manage tools": the tool in the frame says when it has registered (LTI dynamic registration 1.0, 3.7). */
export const registrationScript = `addEventListener('message', (event) => {
  if (event.data && event.data.subject === 'org.imsglobal.lti.close') window.location.reload();
});
const frame = document.getElementById('registration');
document.getElementById('register').addEventListener('submit', () => { frame.hidden = false; });
`;
