// LTI dynamic registration 1.0, section 3.6.3: the tool says when its page may be closed. Whoever opened it decides.
for (const button of document.querySelectorAll('[data-close]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    (window.opener || window.parent).postMessage(
      { subject: 'org.imsglobal.lti.close' },
      button.dataset.close,
    );
  });
}
