//! Killed while it writes: nothing that was acknowledged is lost, nothing is half done, and a form that is
//! sent once more takes effect once.

use crate::dice::Dice;
use crate::district::District;
use crate::life::Life;
use crate::place::{rounds, say};
use crate::program::{Program, run, said};
use std::time::Duration;

/// Partners who write at once.
pub const PARTNERS: usize = 4;
/// Kills in one district; the next ones are in a fresh one, because each partner may write to the office twenty times in
/// an hour.
pub const IN_ONE: usize = 20;

/// People who write until no answer comes any more. Gives how many acts were acknowledged.
pub async fn write(lives: &mut [Life], dice: &mut Dice) -> usize {
    let mut writers = Vec::new();
    for life in lives {
        let ending = dice.below(100);
        writers.push(async move {
            let mut acknowledged = 0;
            loop {
                if life.is_over() {
                    *life = life.another(ending + acknowledged);
                }
                if !life.go_on().await {
                    return acknowledged;
                }
                acknowledged += 1;
            }
        });
    }
    all(writers).await.into_iter().sum()
}

/// Runs all at once, on this task.
pub async fn all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in futures.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                *done = Some(output);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

/// The lives of a district, about to begin.
pub fn lives(district: &District) -> Vec<Life> {
    (0..PARTNERS)
        .map(|number| Life::new(district.case(number), number))
        .collect()
}

/// Sends every form again to which no answer came, and every last one to which an answer came.
pub async fn replay(lives: &mut [Life]) -> usize {
    let mut replayed = 0;
    for life in lives {
        life.once_more().await;
        if life.is_pending {
            assert!(life.go_on().await, "no answer came to {}", life.told());
            replayed += 1;
        }
    }
    replayed
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_every_kill_and_is_never_done_twice() {
    let kills = rounds(30, 1000);
    let mut dice = Dice(20_261_126);
    let (mut acknowledged, mut unanswered, mut written, mut verified) = (0, 0, 0, 0);
    let (mut clean, mut after) = (Vec::new(), Vec::new());
    let mut district = District::new(PARTNERS).await;
    let mut all_lives = lives(&district);
    let mut program: Option<Program> = None;
    for kill in 0..kills {
        if kill > 0 && kill % IN_ONE == 0 {
            drop(program.take());
            district = District::new(PARTNERS).await;
            all_lives = lives(&district);
        }
        let running = match program.take() {
            Some(running) => running,
            None => {
                let running = district.start().await;
                clean.push(running.took);
                running
            }
        };
        let end = Duration::from_micros(u64::try_from(dice.between(50_000, 250_000)).unwrap());
        let killing = tokio::spawn(async move {
            tokio::time::sleep(end).await;
            running.kill();
        });
        acknowledged += write(&mut all_lives, &mut dice).await;
        killing.await.unwrap();
        unanswered += all_lives.iter().filter(|life| life.is_pending).count();
        // Every other time the server itself puts the file in order; else the check does.
        if kill % 2 == 0 {
            let store = district.open().await;
            written += district.check(&store, &mut all_lives).await;
            store.close().await;
        }
        let running = district.start().await;
        after.push(running.took);
        if kill % 2 == 1 {
            let store = district.open().await;
            written += district.check(&store, &mut all_lives).await;
            store.close().await;
        }
        if kill % 10 == 9 {
            let output = run(&district.folder, &["verify"]);
            assert!(output.status.success(), "{}", said(&output));
            verified += 1;
        }
        replay(&mut all_lives).await;
        let store = district.open().await;
        let further = district.check(&store, &mut all_lives).await;
        assert_eq!(further, 0, "nothing is pending after the replay");
        store.close().await;
        program = Some(running);
    }
    say(&format!(
        "{kills} kills: {acknowledged} acknowledged acts, 0 lost, 0 torn; {unanswered} acts without an answer, \
         {written} of them written, each replayed to one effect; `verify` clean {verified} times; \
         first answer after {:.0} ms (clean start) and {:.0} ms (after a kill), medians",
        median(clean),
        median(after)
    ));
    assert!(
        acknowledged > kills,
        "only {acknowledged} acts in {kills} kills"
    );
}
