import { OneQuestion, Unanswered } from './one-question.js';

describe('one question', () => {
  it('is asked once by all who come while it is under way, and anew thereafter', async () => {
    let asked = 0;
    let answer: (n: number) => void = () => undefined;
    const question = new OneQuestion(() => {
      asked += 1;
      return new Promise<number>((resolve) => (answer = resolve));
    }, 10_000);
    const both = [question.answer(), question.answer()];
    answer(1);
    expect(await Promise.all(both)).toEqual([1, 1]);
    const third = question.answer();
    answer(2);
    expect([await third, asked]).toEqual([2, 2]);
  });

  it('keeps nobody waiting for what is mute, and those who come later not at all', async () => {
    let answer: (word: string) => void = () => undefined;
    const question = new OneQuestion(() => new Promise<string>((resolve) => (answer = resolve)), 100);
    await expect(question.answer()).rejects.toThrow(Unanswered);
    const began = performance.now();
    await expect(question.answer()).rejects.toThrow('no answer came within 100 ms');
    expect(performance.now() - began).toBeLessThan(90);
    answer('late');
    await new Promise(setImmediate);
    const again = question.answer();
    answer('well');
    expect(await again).toBe('well');
  });

  it('fails as what is asked does', async () => {
    const question = new OneQuestion(() => Promise.reject(new Error('refused')), 100);
    await expect(question.answer()).rejects.toThrow('refused');
  });
});
