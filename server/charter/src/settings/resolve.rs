//! Which of the places that may say something about a setting is heard.

use std::{
    env,
    fmt::{self, Display},
    path::{Path, PathBuf},
};

use super::{
    SettingFlags,
    error::SettingsError,
    file::SettingsFile,
    table::{SETTINGS, Setting, Settings},
};

/// Where a value comes from. A flag is heard before the environment, that before the file, that before the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// The environment.
    Environment,
    /// A file.
    File(PathBuf),
    /// Nobody said anything.
    Default,
}

/// A setting's value and where it comes from.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which setting.
    pub setting: &'static Setting,
    /// The value as text.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Entry {
    /// Where somebody who wants to change the value has to look.
    pub fn place(&self) -> String {
        match &self.origin {
            Origin::Flag => self.setting.flag(),
            Origin::Environment => self.setting.variable(),
            Origin::File(path) => format!("{} in {}", self.setting.name, path.display()),
            Origin::Default => format!("the default of {}", self.setting.name),
        }
    }
}

impl Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::File(_) => "file",
            Self::Default => "default",
        })
    }
}

/// The effective settings.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Their values.
    pub settings: Settings,
    /// Where each comes from, in the table's order.
    pub entries: Vec<Entry>,
}

/// Everything that may say something about settings.
pub struct Sources<'a> {
    /// The command line.
    pub flags: SettingFlags,
    /// The environment; a variable that is empty counts as not set.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// Where the data is when nobody says anything.
    pub default_data_dir: Option<PathBuf>,
}

impl Sources<'_> {
    /// The command line and the environment of this process.
    pub fn of_process(flags: SettingFlags) -> Self {
        Self {
            flags,
            environment: &|name| env::var(name).ok().filter(|value| !value.is_empty()),
            default_data_dir: charter_sdk::default_data_dir(),
        }
    }

    /// The flags alone, whatever the environment and files say.
    pub fn only(flags: SettingFlags) -> Self {
        Self { flags, environment: &|_| None, default_data_dir: None }
    }

    /// # Errors
    /// When a value does not fit its setting, or the file cannot be used.
    pub fn resolve(self) -> Result<Configuration, SettingsError> {
        let file = self.file()?;
        let entries = SETTINGS.iter().map(|setting| self.entry(setting, file.as_ref()));
        let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
        for entry in entries.iter_mut().filter(|entry| entry.setting.name == "data_dir") {
            entry.text = absolute(&entry.text)?;
        }
        Ok(Configuration { settings: Settings::read(&entries)?, entries })
    }

    fn file(&self) -> Result<Option<SettingsFile>, SettingsError> {
        let named = self.flags.config.clone().or_else(|| (self.environment)("CHARTER_CONFIG").map(PathBuf::from));
        if let Some(path) = named {
            return SettingsFile::read(path).map(Some);
        }
        let data_dir = SETTINGS.iter().find(|setting| setting.name == "data_dir");
        match data_dir.map(|setting| self.entry(setting, None)) {
            Some(Ok(entry)) => SettingsFile::find(Path::new(&entry.text)),
            Some(Err(error)) => Err(error),
            None => Ok(None),
        }
    }

    fn entry(&self, setting: &'static Setting, file: Option<&SettingsFile>) -> Result<Entry, SettingsError> {
        let flag = || Some((self.flags.values.get(setting.name)?.clone(), Origin::Flag));
        let variable = || Some(((self.environment)(&setting.variable())?, Origin::Environment));
        let in_file =
            || file.and_then(|file| Some((file.values.get(setting.name)?.clone(), Origin::File(file.path.clone()))));
        let default = || Some((self.default(setting)?, Origin::Default));
        let found = flag().or_else(variable).or_else(in_file).or_else(default);
        let (text, origin) = found.ok_or(SettingsError::NoDataDirectory)?;
        Ok(Entry { setting, text, origin })
    }

    fn default(&self, setting: &Setting) -> Option<String> {
        match setting.default {
            Some(text) => Some(text.to_owned()),
            None => self.default_data_dir.as_ref().map(|path| path.to_string_lossy().into_owned()),
        }
    }
}

/// So that other programs, started elsewhere, can be told the path.
fn absolute(text: &str) -> Result<String, SettingsError> {
    if text.is_empty() {
        return Ok(String::new());
    }
    match std::path::absolute(text) {
        Ok(path) => Ok(path.to_string_lossy().into_owned()),
        Err(source) => Err(SettingsError::NotAbsolute { path: text.into(), source }),
    }
}
