//! What the reader wants `cargo xtask test` to do.

use super::STEPS;

/// The options of the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Print the steps and run none.
    pub is_list: bool,
    /// Names of the steps to run; empty means all.
    only: Vec<String>,
}

impl Options {
    /// Reads the arguments behind `test`; an error is a sentence for the reader.
    pub fn read(arguments: &[&str]) -> Result<Options, String> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(&argument) = rest.next() {
            match argument {
                "--list" => options.is_list = true,
                "--only" => {
                    let names = rest.next().ok_or("`--only` needs the names of steps.")?;
                    options.only.extend(step_names(names)?);
                }
                _ => return Err(format!("`test` has no option `{argument}`.")),
            }
        }
        Ok(options)
    }

    /// Whether the step is to be run.
    pub fn wants(&self, step: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == step)
    }
}

fn step_names(list: &str) -> Result<Vec<String>, String> {
    let known = |name: &str| STEPS.iter().any(|step| step.name == name);
    list.split(',')
        .map(|name| match known(name) {
            true => Ok(name.to_owned()),
            false => Err(format!("There is no step `{name}`; `--list` prints them.")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_options_every_step_runs() {
        let options = Options::read(&[]).unwrap();
        assert!(STEPS.iter().all(|step| options.wants(step.name)));
    }

    #[test]
    fn only_named_steps_run() {
        let options = Options::read(&["--only", "tidy,fmt"]).unwrap();
        assert!(options.wants("tidy") && options.wants("fmt") && !options.wants("clippy"));
    }

    #[test]
    fn what_is_unknown_is_named() {
        assert!(Options::read(&["--only", "tydi"]).unwrap_err().contains("`tydi`"));
        assert!(Options::read(&["--fast"]).unwrap_err().contains("`--fast`"));
        assert!(Options::read(&["--only"]).unwrap_err().contains("needs"));
    }
}
