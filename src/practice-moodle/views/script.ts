/** Submits the form of a forwarding page; without script the button does it. */
export const autoSubmitScript = `document.getElementById('forward').submit();
`;

/** Takes the whole window back to the course when the page stands in the activity's frame. */
export const leaveFrameScript = `const back = document.getElementById('back');
if (window !== window.top) window.top.location.href = back.href;
else window.location.replace(back.href);
`;
