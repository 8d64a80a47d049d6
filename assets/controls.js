/* What Mantine controls need from the page. */
window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
  // The server has searched already: every answer is shown, in its order.
  keepEveryAnswer: ({ options }) => options,
});
