//! The settings as flags of the command line.

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, value_parser};

use super::table::{SETTINGS, Setting};

/// The settings that were given as flags, each as text, and the file that was named.
#[derive(Debug, Clone, Default)]
pub struct SettingFlags {
    /// The values, by the settings' names.
    pub values: BTreeMap<&'static str, String>,
    /// What `--config` names.
    pub config: Option<PathBuf>,
}

impl Args for SettingFlags {
    fn augment_args(command: Command) -> Command {
        command.args(SETTINGS.iter().map(to_argument)).arg(
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("A file with settings [default: charter.toml in the data directory] [env: CHARTER_CONFIG]"),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn to_argument(setting: &'static Setting) -> Arg {
    let default = setting.default.unwrap_or("$XDG_DATA_HOME/charter or ~/.local/share/charter");
    let help = format!("{} [default: {default}] [env: {}]", setting.help, setting.variable());
    let argument = Arg::new(setting.name)
        .long(setting.name.replace('_', "-"))
        .value_name(setting.placeholder)
        .action(ArgAction::Set)
        .help(help);
    if setting.is_switch {
        argument.num_args(0..=1).require_equals(true).default_missing_value("true")
    } else {
        argument.allow_hyphen_values(true)
    }
}

impl FromArgMatches for SettingFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for setting in SETTINGS {
            if let Some(text) = matches.get_one::<String>(setting.name) {
                self.values.insert(setting.name, text.clone());
            }
        }
        self.config = matches.get_one::<PathBuf>("config").cloned();
        Ok(())
    }
}

/// The flags of commands that only need to know where the data is.
#[derive(Debug, Clone, Args)]
pub struct DataDirectoryFlags {
    /// The server's data directory [default: $XDG_DATA_HOME/charter or ~/.local/share/charter]
    /// [env: CHARTER_DATA_DIR]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<String>,
    /// The server's configuration file, which may say where the data is [env: CHARTER_CONFIG]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl From<DataDirectoryFlags> for SettingFlags {
    fn from(flags: DataDirectoryFlags) -> Self {
        let values = flags.data_dir.map(|data_dir| ("data_dir", data_dir)).into_iter().collect();
        Self { values, config: flags.config }
    }
}
