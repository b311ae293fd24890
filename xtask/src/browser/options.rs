//! What the reader wants `cargo xtask browser` to do.

/// The options of the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The address of a program that runs already; without it a demo is built and started.
    pub url: Option<String>,
    /// Parts of the names of scenario files; empty means all.
    pub scenarios: Vec<String>,
    /// Whether the pictures of the handbook are made anew, instead of running tests.
    pub pictures: bool,
}

impl Options {
    /// Reads the arguments behind `browser`; an error is a sentence for the reader.
    pub fn read(arguments: &[&str]) -> Result<Options, String> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(&argument) = rest.next() {
            match argument {
                "--url" => {
                    let url = rest.next().ok_or("`--url` needs an address.")?;
                    options.url = Some(url.trim_end_matches('/').to_owned());
                }
                "--pictures" => options.pictures = true,
                _ if argument.starts_with('-') => {
                    return Err(format!("`browser` has no option `{argument}`."));
                }
                _ => options.scenarios.push(argument.to_owned()),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_scenarios_are_read() {
        let options = Options::read(&["--url", "http://127.0.0.1:8080/", "home", "lapor"]).unwrap();
        assert_eq!(options.url.as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(options.scenarios, ["home", "lapor"]);
        assert!(!options.pictures && Options::read(&["--pictures"]).unwrap().pictures);
        assert!(Options::read(&["--url"]).is_err() && Options::read(&["--fast"]).is_err());
    }
}
