//! The technologies the register watches for, and which of them are narrower than which.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A biometric or video-analytics technology.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Technology {
    /// Face recognition, not told apart further.
    FaceRecognition,
    /// Face recognition on a live picture or a crowd, where the source says so.
    FaceRecognitionLive,
    /// Face recognition over stored images only, where the source says so.
    FaceRecognitionRetrospective,
    /// Fingerprints.
    Fingerprint,
    /// Fingerprints taken on the street by a portable reader.
    MobileFingerprint,
    /// Iris.
    Iris,
    /// Palm or hand.
    Palm,
    /// Voice or speaker.
    Voice,
    /// Two or more modes bought or run as one.
    MultimodalBiometrics,
    /// Number plates (ALPR, ANPR).
    Alpr,
    /// Analysis of video other than faces and plates.
    VideoAnalytics,
    /// Closed-circuit television without analysis.
    Cctv,
    /// Cameras worn on the body.
    BodyWornVideo,
    /// Clocking-in readers for a body's own staff: not surveillance of the public.
    Attendance,
    /// Another technology in the register's scope.
    Other,
}

impl Technology {
    /// Every technology.
    pub const ALL: [Self; 15] = [
        Self::FaceRecognition,
        Self::FaceRecognitionLive,
        Self::FaceRecognitionRetrospective,
        Self::Fingerprint,
        Self::MobileFingerprint,
        Self::Iris,
        Self::Palm,
        Self::Voice,
        Self::MultimodalBiometrics,
        Self::Alpr,
        Self::VideoAnalytics,
        Self::Cctv,
        Self::BodyWornVideo,
        Self::Attendance,
        Self::Other,
    ];

    /// The term's name in exchange formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FaceRecognition => "face_recognition",
            Self::FaceRecognitionLive => "face_recognition_live",
            Self::FaceRecognitionRetrospective => "face_recognition_retrospective",
            Self::Fingerprint => "fingerprint",
            Self::MobileFingerprint => "mobile_fingerprint",
            Self::Iris => "iris",
            Self::Palm => "palm",
            Self::Voice => "voice",
            Self::MultimodalBiometrics => "multimodal_biometrics",
            Self::Alpr => "alpr",
            Self::VideoAnalytics => "video_analytics",
            Self::Cctv => "cctv",
            Self::BodyWornVideo => "body_worn_video",
            Self::Attendance => "attendance",
            Self::Other => "other",
        }
    }

    /// The term that this one merely makes more precise, if any.
    #[must_use]
    pub const fn broader(self) -> Option<Self> {
        match self {
            Self::FaceRecognitionLive | Self::FaceRecognitionRetrospective => {
                Some(Self::FaceRecognition)
            }
            Self::MobileFingerprint => Some(Self::Fingerprint),
            _ => None,
        }
    }

    /// True where this term only makes `other` more precise.
    #[must_use]
    pub fn narrows(self, other: Self) -> bool {
        self.broader() == Some(other)
    }
}

crate::term::term_strings!(Technology, "a technology");
