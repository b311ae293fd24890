//! The small vocabularies of a case that the desk alone reads; those citizens read too are in [`crate::pages::wording`].

use hadir_ui::lang::Lang;
use hadir_ui::t;

use crate::kinds::{Channel, Ending, Sensitivity, Status};

/// "web", "lisan": after a comma, in lower case.
pub(super) fn channel(lang: &Lang, channel: Channel) -> String {
    match channel {
        Channel::Web => t!(lang, "meja-channel-web"),
        Channel::WalkIn => t!(lang, "meja-channel-walk-in"),
        Channel::Phone => t!(lang, "meja-channel-phone"),
        Channel::Sms => t!(lang, "meja-channel-sms"),
        Channel::Whatsapp => t!(lang, "meja-channel-whatsapp"),
        Channel::Email => t!(lang, "meja-channel-email"),
        Channel::Social => t!(lang, "meja-channel-social"),
        Channel::Api => t!(lang, "meja-channel-api"),
        Channel::Import => t!(lang, "meja-channel-import"),
    }
}

/// How a case was done with.
pub(super) fn done(lang: &Lang, status: Status) -> String {
    match status {
        Status::Answered => t!(lang, "meja-done-answered"),
        Status::Ended => t!(lang, "meja-done-ended"),
        Status::New | Status::Verified | Status::InProgress | Status::Waiting | Status::Closed => {
            t!(lang, "meja-done-closed")
        }
    }
}

/// The same where it stands alone, as a choice.
pub(super) fn channel_choice(lang: &Lang, channel: Channel) -> String {
    match channel {
        Channel::Phone => t!(lang, "meja-channel-phone.choice"),
        _ => t!(lang, "meja-channel-walk-in.choice"),
    }
}

/// How a case ended without an answer to the matter.
pub(super) fn ending(lang: &Lang, ending: Ending) -> String {
    match ending {
        Ending::Rejected => t!(lang, "meja-ending-rejected"),
        Ending::NotOurs => t!(lang, "meja-ending-not-ours"),
        Ending::Merged => t!(lang, "meja-ending-merged"),
        Ending::Withdrawn => t!(lang, "meja-ending-withdrawn"),
    }
}

/// Why a case is kept in a closed circle.
pub(super) fn sensitivity(lang: &Lang, sensitivity: Sensitivity) -> String {
    match sensitivity {
        Sensitivity::Levy => t!(lang, "meja-circle-levy"),
        Sensitivity::Violence => t!(lang, "meja-circle-violence"),
        Sensitivity::SelfHarm => t!(lang, "meja-circle-self-harm"),
        Sensitivity::Child => t!(lang, "meja-circle-child"),
        Sensitivity::Misconduct => t!(lang, "meja-circle-misconduct"),
    }
}
